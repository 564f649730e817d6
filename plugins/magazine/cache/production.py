"""How a product goes through the press: by the fingerprint of all it is made from."""

from magazine.cache.fingerprint import fingerprint, of_packages
from magazine.cache.press import Job, Made
from magazine.cache.product import Product


def job(product: Product) -> Job[Product]:
    """Return the work to make a product."""
    return Job(fingerprint(product.path, of_packages(), product.made_from), product)


def make(product: Product) -> Made:
    """Make a product."""
    return Made(product.make())
