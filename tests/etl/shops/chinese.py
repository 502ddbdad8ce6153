"""The exports of 有赞, 微店, 淘宝, 拼多多 and of a distribution shop: by the name of a file its rows."""

from collections.abc import Mapping

from tests.etl.shops.company import GOODS, Company, Sale, yuan

Rows = list[dict[str, str]]


def youzan(company: Company) -> Mapping[str, Rows]:
    orders: Rows = []
    items: Rows = []
    for sale in company.sales:
        at = sale.at.strftime("%Y-%m-%d %H:%M:%S")
        number = youzan_number(sale)
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


def youzan_number(sale: Sale) -> str:
    return f"E{sale.at:%Y%m%d%H%M%S}{sale.number:010}"


def weidian(company: Company) -> Mapping[str, Rows]:
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


def taobao(company: Company) -> Mapping[str, Rows]:
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


def pinduoduo(company: Company) -> Mapping[str, Rows]:
    rows: Rows = []
    for sale in company.sales:
        product, quantity = sale.lines[0]
        rows.append(
            {
                "订单成交时间": sale.at.strftime("%Y-%m-%d %H:%M:%S"),
                "商品": GOODS[product][1],
                "订单号": f"{pdd_number(sale)}\t",
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


def pdd_number(sale: Sale) -> str:
    return f"{sale.at:%y%m%d}-{607198974340000 + sale.number}"


def distribution(company: Company) -> Mapping[str, Rows]:
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
