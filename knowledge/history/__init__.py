"""What servers changed, as plain values: revisions, proposals, and the overlay they add up to."""
