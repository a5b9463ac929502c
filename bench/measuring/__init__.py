"""What the benchmarks share: the machine they ran on, fresh processes, tables of results, and large workspaces."""
