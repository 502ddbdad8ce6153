"""The plan lab: a plan is changed and tried on the company's history, beside the plan in force."""
