import pytest


@pytest.fixture
def lay(tmp_path, monkeypatch):
    """Return a function that writes files (text or bytes, by name) into an empty folder, the current one."""

    def write(files):
        monkeypatch.chdir(tmp_path)
        for name, content in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path

    return write
