"""What the packages of a plan are called: the names of their products as they were loaded."""

from graph.database import Database
from graph.plan import Plan


def package_names(database: Database, plan: Plan) -> dict[str, str]:
    """Return the product's name of each package, by the package's name in the plan."""
    products = {package.product_id: name for name, package in plan.packages.items()}
    rows = database.read("read/members/products", products=list(products))
    return {products[row["id"]]: row["name"] for row in rows if row["name"]}
