"""What the bot needs of Discord and the process: sending replies, errors, background jobs, logs, health."""
