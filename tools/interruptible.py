"""Runs a command that Ctrl-C can reach: python interruptible.py COMMAND [ARGUMENT]…

What is started in the background of a shell or by nohup inherits SIGINT as ignored, and a JVM then
never sees it, whatever is sent. The tests that interrupt kernels need it as it is by default.
"""

import os
import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])
