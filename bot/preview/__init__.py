"""The real bot without Discord: on a simulated server, in a local browser page. SimCord plays Discord's part."""
