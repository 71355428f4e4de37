"""Errors about taxes and pay that a letter decides: an agency's, our payroll office's, a customer's on its exemption."""
