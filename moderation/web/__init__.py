"""The desk's web pages: server-rendered, whole without a script, nothing fetched from another host."""
