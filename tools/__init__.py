"""Scripts for those who maintain Corridors; nothing in the product imports them."""
