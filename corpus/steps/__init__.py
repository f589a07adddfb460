"""Next steps that come with Parvis, and how their files are read."""
