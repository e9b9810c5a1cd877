"""What is asked at one address: the numbers of several cards, put together."""
