"""Navigators: who acts in a journey, so that a test reads as what people do and see."""
