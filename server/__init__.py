"""The one app that answers: the API and the dashboard behind the same gate."""
