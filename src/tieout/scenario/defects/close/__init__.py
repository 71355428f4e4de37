"""Errors that month-end work finds: receivables, cut-off, schedules, suspense."""
