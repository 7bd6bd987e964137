"""Compares iaclint's API findings with the errors of the frameworks' own checkers: TypeScript's compiler, jsii, Pulumi's SDK."""
