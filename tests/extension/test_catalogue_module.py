"""The background's copy of the catalogue is the catalogue."""

from tests.extension.catalogue_module import MODULE, module_text


def test_copy_of_the_catalogue_is_up_to_date():
    assert MODULE.read_text("utf-8") == module_text(), "run: python -m tests.extension.catalogue_module"
