"""`pantau` as somebody runs it who presses Ctrl+C when the tables of a new workspace are made and still empty."""

import signal

from pantau.server.main import main
from pantau.usecases import init_workspace

if __name__ == "__main__":
    init_workspace.init_workspace = lambda *_words, **_options: signal.raise_signal(signal.SIGINT)
    main()
