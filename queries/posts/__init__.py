"""Who holds a post: a phrase such as "chair of DROI" read and answered."""
