"""What the policy documents say, and finding it."""
