"""A company's exports: one function per shop returns the header and the rows of each of its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.etl.shops.company import GOODS, Company, Person, Sale, yuan
from tests.etl.shops.headers import HEADERS

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Shop:
    """How a shop is read: its mappings, its files (rows by their names), and what ids its buyers have.

    `discounts`: its export says them so that they can be told. `single`: an order has one product.
    """

    mappings: tuple[str, ...]
    files: Callable[[Company], Mapping[str, Rows]]
    buyer: Callable[[Person], str]
    number: Callable[[Sale], str]
    encoding: str = "utf-8"
    lines: bool = True
    single: bool = False
    partial: bool = True
    """Whether a part of an order can be refunded."""


def table(name: str, rows: Rows) -> list[list[str]]:
    """Return the header of a file and its rows as lists; what a row does not say is empty."""
    header = HEADERS.get(name) or _of_its_own(rows)
    assert all(row.keys() <= set(header) for row in rows)
    return [header, *([row.get(column, "") for column in header] for row in rows)]


def _of_its_own(rows: Rows) -> list[str]:
    """Return the header of orders_export.csv, which two shops write."""
    return HEADERS["pinduoduo" if rows and "订单号" in rows[0] else "shopify"]


def _shopify(company: Company) -> Mapping[str, Rows]:
    rows: Rows = []
    for sale in company.sales:
        at = sale.at.strftime("%Y-%m-%d %H:%M:%S +0800")
        status = "pending" if not sale.paid else "partially_refunded" if sale.refunded else "paid"
        whole = {
            "Financial Status": status,
            "Paid at": at if sale.paid else "",
            "Currency": "CNY",
            "Subtotal": yuan(sale.goods),
            "Shipping": yuan(sale.freight),
            "Taxes": "0.00",
            "Total": yuan(sale.goods + sale.freight),
            "Discount Amount": yuan(sale.discount),
            "Refunded Amount": yuan(sale.refunded),
            "Billing Zip": "'518000",
            "Notes": "first line\nsecond, line",
            "Id": f"55{sale.number}",
            "Source": "web",
        }
        for place, (product, quantity) in enumerate(sale.lines):
            code, title, price = GOODS[product]
            line = {
                "Name": f"#{sale.number}",
                "Email": sale.buyer.email,
                "Created at": at,
                "Lineitem quantity": str(quantity),
                "Lineitem name": title,
                "Lineitem price": yuan(price),
                "Lineitem sku": code,
                "Lineitem discount": "0.00",
                "Vendor": "Shop",
            }
            rows.append({**line, **(whole if place == 0 else {})})
    return {"orders_export.csv": rows}


def _woo(company: Company) -> Mapping[str, Rows]:
    rows: Rows = []
    for sale in company.sales:
        left = min(sale.refunded, sale.goods)
        for place, ((product, quantity), paid) in enumerate(zip(sale.lines, sale.shares(), strict=True), 1):
            back = min(left, paid)
            left -= back
            rows.append(
                {
                    "Order Number": str(sale.number),
                    "Order Status": "Completed" if sale.paid else "On hold",
                    "Order Date": sale.at.strftime("%Y-%m-%d %H:%M"),
                    "Email (Billing)": sale.buyer.email,
                    "Item #": str(place),
                    "SKU": GOODS[product][0],
                    "Name": GOODS[product][1],
                    "Quantity": str(quantity),
                    "Item Cost": yuan(GOODS[product][2]),
                    "Order Line Total": yuan(paid),
                    "Order Line Total Refunded": yuan(back),
                    "Cart Discount Amount": yuan(sale.discount),
                    "Order Shipping Amount": yuan(sale.freight),
                    "Order Refund Amount": yuan(sale.refunded),
                    "Order Total Amount": yuan(sale.goods + sale.freight),
                }
            )
    return {"orders.export.csv": rows}


def _woo_core(company: Company) -> Mapping[str, Rows]:
    return {
        "wc-orders-report-export.csv": [
            {
                "Date": sale.at.strftime("%Y-%m-%d %H:%M:%S"),
                "Order #": str(sale.number),
                "N. Revenue (formatted)": f"¥{sale.goods / 100:,.2f}",
                "Status": "completed" if sale.paid else "pending",
                "Customer": sale.buyer.nickname,
                "Customer type": "new",
                "Product(s)": ", ".join(
                    f"{quantity}× {GOODS[product][1]}" for product, quantity in sale.lines
                ),
                "Items sold": str(sum(quantity for _, quantity in sale.lines)),
                "Net Sales": yuan(sale.goods),
            }
            for sale in company.sales
        ]
    }


def _magento(company: Company) -> Mapping[str, Rows]:
    return {
        "export.csv": [
            {
                "ID": f"{sale.number:09}",
                "Purchase Point": "Main Website\n   Main Store",
                "Purchase Date": sale.at.strftime("%b %d, %Y %I:%M:%S %p"),
                "Grand Total (Base)": f"CN¥{(sale.goods + sale.freight) / 100:,.2f}",
                "Grand Total (Purchased)": f"CN¥{(sale.goods + sale.freight) / 100:,.2f}",
                "Status": "complete" if sale.paid else "pending",
                "Customer Email": sale.buyer.email,
                "Subtotal": f"CN¥{sale.listed / 100:,.2f}",
                "Shipping and Handling": f"CN¥{sale.freight / 100:,.2f}",
                "Total Refunded": f"CN¥{sale.refunded / 100:,.2f}",
            }
            for sale in company.sales
        ]
    }


def _youzan(company: Company) -> Mapping[str, Rows]:
    orders: Rows = []
    items: Rows = []
    for sale in company.sales:
        at = sale.at.strftime("%Y-%m-%d %H:%M:%S")
        number = _youzan_number(sale)
        orders.append(
            {
                "订单号": number,
                "销售渠道": "网店",
                "订单状态": "交易完成" if sale.paid else "待付款",
                "订单创建时间": at,
                "买家付款时间": at if sale.paid else "",
                "商品金额合计": yuan(sale.listed),
                "运费": yuan(sale.freight),
                "店铺优惠合计": yuan(sale.discount),
                "应收订单金额": yuan(sale.goods + sale.freight),
                "订单实付金额": yuan(sale.goods + sale.freight if sale.paid else 0),
                "买家昵称": sale.buyer.nickname,
                "买家手机号": f"\t{sale.buyer.phone}",
                "订单已退款金额": yuan(sale.refunded) if sale.refunded else "",
                "订单风险标签": "——",
            }
        )
        for (product, quantity), paid in zip(sale.lines, sale.shares(), strict=True):
            code, title, price = GOODS[product]
            items.append(
                {
                    "订单号": number,
                    "订单商品状态": "交易完成" if sale.paid else "待付款",
                    "商品名称": title,
                    "商品编码": code,
                    "商品单价": yuan(price),
                    "商品数量": str(quantity),
                    "商品实际成交金额": yuan(paid),
                    "收货人手机号/提货人手机号": f"\t{sale.buyer.phone}",
                    "商品已退款金额": "0",
                }
            )
    return {"orders_youzan.csv": orders, "items.csv": items}


def _youzan_number(sale: Sale) -> str:
    return f"E{sale.at:%Y%m%d%H%M%S}{sale.number:010}"


def _weidian(company: Company) -> Mapping[str, Rows]:
    rows: Rows = []
    for sale in company.sales:
        at = f"{sale.at.year}/{sale.at.month}/{sale.at.day} {sale.at.hour}:{sale.at:%M}"
        back = sale.refunded == sale.goods + sale.freight
        for product, quantity in sale.lines:
            code, title, price = GOODS[product]
            rows.append(
                {
                    "订单编号": str(833526430000000 + sale.number),
                    "订单状态": "已完成" if sale.paid else "待付款",
                    "下单时间": at,
                    "支付时间": at if sale.paid else "",
                    "商品名称": title,
                    "商品编码": code,
                    "商品件数": str(quantity),
                    "商品金额合计": f"¥{yuan(price * quantity)}",
                    "实付金额": f"¥{yuan(sale.goods + sale.freight)}",
                    "退款状态": "退款成功" if back and sale.paid else "",
                    "下单账号": sale.buyer.phone,
                }
            )
    return {"excelReport.csv": rows}


def _taobao(company: Company) -> Mapping[str, Rows]:
    rows: Rows = []
    for sale in company.sales:
        at = sale.at.strftime("%Y-%m-%d %H:%M:%S")
        back = sale.refunded > 0
        rows.append(
            {
                "订单编号": f'="{3210987654320000000 + sale.number}"',
                "买家会员名": sale.buyer.nickname,
                "买家应付货款": yuan(sale.goods),
                "买家应付邮费": yuan(sale.freight),
                "总金额": yuan(sale.goods + sale.freight),
                "买家实际支付金额": yuan(0 if back or not sale.paid else sale.goods + sale.freight),
                "订单状态": "交易关闭" if back else "交易成功" if sale.paid else "等待买家付款",
                "联系手机": f"'{sale.buyer.phone}",
                "订单创建时间": at,
                "订单付款时间": at if sale.paid else "",
                "宝贝标题": GOODS[sale.lines[0][0]][1],
                "宝贝种类": str(len(sale.lines)),
                "宝贝总数量": str(sale.lines[0][1]),
            }
        )
    return {"ExportOrderList202601311200.csv": rows}


def _pinduoduo(company: Company) -> Mapping[str, Rows]:
    rows: Rows = []
    for sale in company.sales:
        product, quantity = sale.lines[0]
        rows.append(
            {
                "订单成交时间": sale.at.strftime("%Y-%m-%d %H:%M:%S"),
                "商品": GOODS[product][1],
                "订单号": f"{_pdd_number(sale)}\t",
                "订单状态": "已收货" if sale.paid else "待付款",
                "商品总价(元)": f"{sale.listed / 100:g}",
                "邮费(元)": f"{sale.freight / 100:g}",
                "店铺优惠折扣(元)": f"{sale.discount / 100:g}",
                "用户实付金额(元)": yuan(sale.goods + sale.freight),
                "商品数量(件)": str(quantity),
                "商品id": "754299529443",
                "商家编码-规格维度": GOODS[product][0],
                "售后状态": "退款成功" if sale.refunded else "无售后或售后取消",
            }
        )
    return {"orders_export.csv": rows}


def _pdd_number(sale: Sale) -> str:
    return f"{sale.at:%y%m%d}-{607198974340000 + sale.number}"


def _distribution(company: Company) -> Mapping[str, Rows]:
    users: Rows = [
        {
            "uid": str(person.number),
            "spread_uid": "0" if person.sponsor is None else str(person.sponsor),
            "nickname": person.nickname,
            "phone": person.phone,
            "add_time": str(round(person.joined.timestamp()) - 8 * 3600),
        }
        for person in company.people
    ]
    orders: Rows = [
        {
            "order_id": f"wx{sale.number}",
            "uid": str(sale.buyer.number),
            "pay_price": yuan(sale.goods + sale.freight),
            "pay_postage": yuan(sale.freight),
            "pay_time": str(sale.micros // 1_000_000) if sale.paid else "0",
            "refund_price": yuan(sale.refunded),
        }
        for sale in company.sales
    ]
    return {"eb_user.csv": users, "eb_store_order.csv": orders}


def _email(person: Person) -> str:
    return person.email


def _phone(person: Person) -> str:
    return person.phone


def _nickname(person: Person) -> str:
    return person.nickname


SHOPS = {
    "shopify": Shop(("shopify",), _shopify, _email, lambda sale: f"#{sale.number}"),
    "woocommerce_export": Shop(("woocommerce_export",), _woo, _email, lambda sale: str(sale.number)),
    "woocommerce": Shop(
        ("woocommerce",), _woo_core, _nickname, lambda sale: str(sale.number), lines=False, partial=False
    ),
    "magento": Shop(("magento",), _magento, _email, lambda sale: f"{sale.number:09}", lines=False),
    "youzan": Shop(("youzan", "youzan_items"), _youzan, _phone, _youzan_number),
    "weidian": Shop(
        ("weidian",), _weidian, _phone, lambda sale: str(833526430000000 + sale.number), partial=False
    ),
    "taobao": Shop(
        ("taobao",),
        _taobao,
        _nickname,
        lambda sale: str(3210987654320000000 + sale.number),
        encoding="gb18030",
        single=True,
        partial=False,
    ),
    "pinduoduo": Shop(
        ("pinduoduo",), _pinduoduo, lambda _: "拼多多", _pdd_number, single=True, partial=False
    ),
    "distribution": Shop(
        ("distribution",),
        _distribution,
        lambda person: str(person.number),
        lambda sale: f"wx{sale.number}",
        lines=False,
    ),
}
