"""Who stands where on a file: stated, and estimated with a label."""
