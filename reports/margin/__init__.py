"""The writer's own draft with the findings in its margin: chosen and worded once, set in Word or PDF."""
