"""The merged graph as Popolo and as FollowTheMoney, and back without loss."""
