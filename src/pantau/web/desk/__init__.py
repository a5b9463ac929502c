"""Working pages: importing a plan and reviewing what was read before it counts."""
