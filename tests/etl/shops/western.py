"""The exports of Shopify, WooCommerce and Magento: by the name of a file its rows."""

from collections.abc import Mapping

from tests.etl.shops.company import GOODS, Company, yuan

Rows = list[dict[str, str]]


def shopify(company: Company) -> Mapping[str, Rows]:
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


def woo(company: Company) -> Mapping[str, Rows]:
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


def woo_core(company: Company) -> Mapping[str, Rows]:
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


def magento(company: Company) -> Mapping[str, Rows]:
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
