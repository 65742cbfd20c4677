"""Broken inputs for everything that reads: mutations of small files made by us."""
