"""How kernels are started: installed kernelspecs, or command lines given by hand."""

import os
import re
import shlex
import string
import sys
from dataclasses import dataclass

from client import Failed
from dialects import OF_LANGUAGE, Dialect


@dataclass(frozen=True)
class Spec:
    """A kernel to measure."""

    name: str
    argv: list
    env: dict
    interrupt_mode: str
    dialect: Dialect


def spec(text):
    """The kernel that an argument names: `kernelspec`, or `name=language:command line`."""
    name, _, command = text.partition("=")
    if not command:
        return installed(name)
    language, _, line = command.partition(":")
    if language not in OF_LANGUAGE or not line.strip():
        raise Failed(f"{text}: not name=language:command line; languages: {', '.join(OF_LANGUAGE)}")
    if "{connection_file}" not in line:
        raise Failed(f"{text}: the command line has no {{connection_file}}, where its path belongs")
    try:
        return Spec(name, shlex.split(line), {}, "message", OF_LANGUAGE[language])
    except ValueError as failed:
        raise Failed(f"{text}: {failed}") from None


def all_of(texts):
    """The kernels that arguments name, or all that are installed."""
    kernels = [spec(text) for text in texts or names()]
    for kernel in kernels:
        if sum(other.name == kernel.name for other in kernels) > 1:
            raise Failed(f"{kernel.name} is named twice")
    return kernels


def installed(name):
    """The kernelspec of that name."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        found = KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        raise Failed(f"no kernelspec is named {name}; installed: {', '.join(names())}") from None
    language = found.language.lower()
    if language not in OF_LANGUAGE:
        raise Failed(f"{name} speaks {language}; known are {', '.join(OF_LANGUAGE)}")
    argv = [word.replace("{resource_dir}", found.resource_dir).replace("{prefix}", sys.prefix)
            for word in found.argv]
    # As jupyter_client does: a kernelspec's "python" is the Python that asks.
    if re.fullmatch(r"python(3(\.\d+)?)?", argv[0]):
        argv[0] = sys.executable
    env = {key: string.Template(value).safe_substitute(os.environ)
           for key, value in found.env.items()}
    return Spec(name, argv, env, found.interrupt_mode, OF_LANGUAGE[language])


def names():
    """The kernelspecs of this environment in a language that can be measured, ipykernel's first."""
    from jupyter_client.kernelspec import KernelSpecManager

    all_specs = KernelSpecManager().get_all_specs()
    known = [name for name, found in all_specs.items()
             if found["spec"]["language"].lower() in OF_LANGUAGE]
    return sorted(known, key=lambda name: (name != "python3", name))
