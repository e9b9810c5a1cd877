"""What every chart shares: how it is made, and how the page draws it."""
