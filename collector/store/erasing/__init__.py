"""What takes acts away: striking, forgetting, erasing, the end of their time."""
