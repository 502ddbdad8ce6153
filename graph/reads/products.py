"""What packages and products are called: the names of products as they were loaded."""

from collections.abc import Iterable

from graph.database import Database
from graph.explain.order_facts import OrderLine
from graph.plan import Plan


def package_names(database: Database, plan: Plan) -> dict[str, str]:
    """Return the product's name of each package, by the package's name in the plan."""
    products = {package.product_id: name for name, package in plan.packages.items()}
    rows = database.read("read/members/products", products=list(products))
    return {products[row["id"]]: row["name"] for row in rows if row["name"]}


def product_names(database: Database, lines: Iterable[OrderLine]) -> dict[str, str]:
    """Return the names of the products of some lines, by id; those without a name are left out."""
    products = sorted({one.product_id for one in lines})
    rows = database.read("read/members/products", products=products) if products else []
    return {row["id"]: row["name"] for row in rows if row["name"]}
