"""What the real frameworks make of the projects in ``testdata/projects``: recorded once, compared with the model by the tests."""
