"""The real bot in a local browser page. SimCord plays Discord's part."""
