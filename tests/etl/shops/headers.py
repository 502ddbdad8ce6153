"""The headers of the exports, in the order in which the shops write them."""

# ruff: noqa: SIM905 - so they are read as in the files

HEADERS: dict[str, list[str]] = {
    "shopify": (
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|"
        "Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total|Discount Code|"
        "Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|"
        "Lineitem price|Lineitem compare at price|Lineitem sku|"
        "Lineitem requires shipping|Lineitem taxable|Lineitem fulfillment status|"
        "Billing Name|Billing Street|Billing Address1|Billing Address2|Billing Company|"
        "Billing City|Billing Zip|Billing Province|Billing Country|Billing Phone|"
        "Shipping Name|Shipping Street|Shipping Address1|Shipping Address2|"
        "Shipping Company|Shipping City|Shipping Zip|Shipping Province|Shipping Country|"
        "Shipping Phone|Notes|Note Attributes|Cancelled at|Payment Method|"
        "Payment Reference|Refunded Amount|Vendor|Id|Tags|Risk Level|Source|"
        "Lineitem discount|Tax 1 Name|Tax 1 Value|Tax 2 Name|Tax 2 Value|Tax 3 Name|"
        "Tax 3 Value|Tax 4 Name|Tax 4 Value|Tax 5 Name|Tax 5 Value|Phone|Receipt Number|"
        "Duties|Billing Province Name|Shipping Province Name|Payment Terms Name|"
        "Next Payment Due At"
    ).split("|"),
    "orders.export.csv": (
        "Order Number|Order Status|Order Date|Customer Note|First Name (Billing)|"
        "Last Name (Billing)|Company (Billing)|Address 1&2 (Billing)|City (Billing)|"
        "State Code (Billing)|Postcode (Billing)|Country Code (Billing)|Email (Billing)|"
        "Phone (Billing)|First Name (Shipping)|Last Name (Shipping)|"
        "Address 1&2 (Shipping)|City (Shipping)|State Code (Shipping)|"
        "Postcode (Shipping)|Country Code (Shipping)|Item #|SKU|Name|Product Variation|"
        "Quantity|Quantity (- Refund)|Item Cost|Order Line (w/o tax)|Order Line Tax|"
        "Order Line Total|Order Line Total Refunded|Order Line Total (- Refund)|"
        "Image URL|Coupon Code|Discount Amount|Discount Amount Tax|Payment Method Title|"
        "Coupons Used|Cart Discount Amount|Order Subtotal Amount|Order Tax Amount|"
        "Order Shipping Amount|Order Refund Amount|Order Total Amount|"
        "Order Total Tax Amount|Total items|Total products"
    ).split("|"),
    "orders_youzan.csv": (
        "订单号|销售渠道|归属店铺|订单类型|订单状态|推广方式|订单来源|订单创建时间|买家付款时间|交易成功时间|付款方式|支付流水号|商品金额合计|运费|"
        "店铺优惠合计|应收订单金额|订单实付金额|支付优惠合计|订单实收金额|订单抵用积分数|店铺优惠方式|支付优惠方式|全部商品名称|商品种类数|订单配送方式|"
        "同城送达时间/提货时间|收货人省份|收货人城市|收货人地区|详细收货地址/提货地址|收货人/提货人|收货人手机号/提货人手机号|买家备注|订单星级|买家昵称|"
        "买家是否会员|买家手机号|下单网点|收银员|分销员|销售导购|专属导购|订单退款状态|订单已退款金额|商家订单备注|桌号|挂账主体|挂账手机号|团长订单|"
        "订单风险标签|分销员|分销员手机号|分销员所属店铺|分销员所属团队|分销员所属分组|分销员等级|订单佣金类型|订单佣金金额|订单下级卖货提成类型|"
        "订单下级卖货提成金额"
    ).split("|"),
    "items.csv": (
        "订单号|外部订单号|订单商品状态|交易成功时间|商品名称|商品类型|商品类目|商品规格|规格编码|商品编码|商品单价|商品优惠方式|商品优惠后价格|商品数量|"
        "商品金额小计|店铺优惠（分摊）|商品实际成交金额|商品抵用积分数|商品留言|收货人/提货人|收货人手机号/提货人手机号|收货人省份|收货人城市|收货人地区|"
        "详细收货地址/提货地址|买家备注|商品发货状态|商品发货方式|商品发货物流公司|商品发货物流单号|发货员工|商品发货时间|商品退款状态|商品已退款金额|"
        "商家订单备注|周期购信息"
    ).split("|"),
    "excelReport.csv": (
        "订单编号|订单状态|下单时间|支付时间|发货时间|确认收货时间|支付方式|订单描述|商品名称|商品型号|商品编码|商品ID|型号编码|发货状态|商品件数|"
        "商品金额合计|实付金额|退款状态|收货人/提货人姓名|收货人/提货人手机号|省|市|区|收货/提货详细地址|下单模板信息|买家留言|卖家备注|下单账号|下单微信"
    ).split("|"),
    "ExportOrderList202601311200.csv": (
        "订单编号|买家会员名|买家支付宝账号|买家应付货款|买家应付邮费|买家支付积分|总金额|返点积分|买家实际支付金额|买家实际支付积分|订单状态|买家留言|"
        "收货人姓名|收货地址|运送方式|联系电话|联系手机|订单创建时间|订单付款时间|宝贝标题|宝贝种类|物流单号|物流公司|订单备注|宝贝总数量|分销商Id|"
        "分销商店铺名称|订单关闭原因|卖家服务费|买家服务费|发票抬头|定金排名|修改后的sku|修改后的收货地址|异常信息|卡券抵扣|积分抵扣|是否是O2O交易"
    ).split("|"),
    "pinduoduo": (
        "订单成交时间|商品|订单号|订单状态|商品总价(元)|邮费(元)|店铺优惠折扣(元)|平台优惠折扣(元)|多多支付立减金额(元)|用户实付金额(元)|"
        "商家实收金额(元)|商品数量(件)|发货时间|确认收货时间|商品id|商品规格|样式ID|商家编码-规格维度|商家编码-商品维度|商家备注|售后状态|快递单号|"
        "快递公司"
    ).split("|"),
    "wc-orders-report-export.csv": (
        "Date|Order #|N. Revenue (formatted)|Status|Customer|Customer type|Product(s)|"
        "Items sold|Coupon(s)|Net Sales|Attribution"
    ).split("|"),
    "export.csv": (
        "ID|Purchase Point|Purchase Date|Bill-to Name|Ship-to Name|Grand Total (Base)|"
        "Grand Total (Purchased)|Status|Billing Address|Shipping Address|"
        "Shipping Information|Customer Email|Customer Group|Subtotal|"
        "Shipping and Handling|Customer Name|Payment Method|Total Refunded"
    ).split("|"),
    "eb_user.csv": (
        "uid|account|nickname|phone|add_time|spread_uid|spread_time|user_type|is_promoter|level"
    ).split("|"),
    "eb_store_order.csv": (
        "id|order_id|uid|real_name|user_phone|total_num|total_price|pay_postage|"
        "pay_price|coupon_price|paid|pay_time|add_time|status|refund_status|refund_price"
    ).split("|"),
}
