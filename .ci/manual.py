#!/usr/bin/env python3
"""Writes the manual page of a command from what the command says of itself.

    manual.py EXECUTABLE VERSION DATE >PAGE.1

Reads `EXECUTABLE --experimental-dump-help`, the description that ArgumentParser gives of every command and option, so
that page and help cannot differ. Standard library only.
"""
import json
import os
import subprocess
import sys

SEE_ALSO = ["sinergi-admin", "sinergi-import", "sinergi-report"]

ENVIRONMENT = [
    ("SINERGI_CONFIG", "the configuration, where --config is not given"),
    ("SINERGI_STORE", "the store, where --store is not given"),
    ("SINERGI_PLUGINS", "further folders with plugins, separated by colons"),
    ("SINERGI_USER", "who is named as the author of changes, where --user is not given; else the login name"),
    ("NO_COLOR", "no colours, where set"),
]

EXIT_STATUS = [
    ("0", "done; warnings, nothing to show and \"already imported\" included"),
    ("64", "wrong usage, unknown id or region"),
    ("65", "problems in the data: rows rejected, an undo refused, damage found"),
    ("66", "an input is missing or cannot be read"),
    ("70", "an internal error"),
    ("73", "output cannot be written"),
    ("74", "the store is missing or cannot be read or written"),
    ("75", "the store is busy"),
    ("77", "not permitted for this region"),
    ("78", "an error in the configuration"),
]


def text(value):
    """Running text: what troff would take for a command or an escape is written so that it is not."""
    value = (value or "").replace("\\", "\\(rs").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in value.split("\n"))


def paragraphs(value):
    """Blocks between empty lines; one that is indented, such as an example, keeps its lines."""
    blocks = []
    for block in (value or "").split("\n\n"):
        if block.startswith("  "):
            blocks.append(f".nf\n{text(block.rstrip())}\n.fi")
        elif block.strip():
            blocks.append(text(block.strip()))
    return "\n.PP\n".join(blocks)


def shown(items):
    return [item for item in items or [] if item.get("shouldDisplay", True)]


def name_of(name):
    return ("--" if name["kind"] == "long" else "-") + name["name"]


def placeholder(argument):
    return argument.get("valueName") or "value"


def synopsis(argument):
    """One argument as it stands in a usage line."""
    if argument["kind"] == "positional":
        piece = f"\\fI{text(placeholder(argument))}\\fR"
        if argument.get("isRepeating"):
            piece += " ..."
    else:
        piece = f"\\fB{text(name_of(argument['preferredName']))}\\fR"
        if argument["kind"] == "option":
            piece += f" \\fI{text(placeholder(argument))}\\fR"
    return f"[{piece}]" if argument.get("isOptional") else piece


def entry(argument):
    """One argument with its explanation."""
    if argument["kind"] == "positional":
        head = f"\\fI{text(placeholder(argument))}\\fR"
    else:
        head = ", ".join(f"\\fB{text(name_of(n))}\\fR" for n in argument.get("names") or [argument["preferredName"]])
        if argument["kind"] == "option":
            head += f" \\fI{text(placeholder(argument))}\\fR"
    body = paragraphs(argument.get("abstract"))
    details = []
    if argument.get("allValues") and argument["kind"] != "flag":
        details.append("one of " + ", ".join(argument["allValues"]))
    if argument.get("defaultValue"):
        details.append("default " + argument["defaultValue"])
    if details:
        body += ("\n" if body else "") + text("(" + "; ".join(details) + ")")
    if argument.get("discussion"):
        body += "\n.IP\n" + paragraphs(argument["discussion"])
    return f".TP\n{head}\n{body}"


def commands(command, path):
    """The command and those below it, each with its full name, in the order of the help."""
    path = path + [command["commandName"]]
    yield path, command
    for below in shown(command.get("subcommands")):
        if below["commandName"] != "help":
            yield from commands(below, path)


def listing(pairs):
    return "\n".join(f".TP\n\\fB{text(key)}\\fR\n{text(value)}" for key, value in pairs)


def page(dump, version, date):
    top = dump["command"]
    name = top["commandName"]
    tree = list(commands(top, []))
    leaves = [(path, command) for path, command in tree if not shown(command.get("subcommands"))]
    out = [f'.TH "{text(name.upper())}" 1 "{text(date)}" "Sinergi {text(version)}" "Sinergi"']
    out += [".nh", ".ad l", ".SH NAME", f"{text(name)} \\- {text((top.get('abstract') or name).rstrip('.'))}"]
    out.append(".SH SYNOPSIS")
    for index, (path, command) in enumerate(leaves):
        out += ([".br"] if index else []) + [f"\\fB{text(' '.join(path))}\\fR" + (
            " [\\fIoptions\\fR]" if any(a["kind"] != "positional" for a in shown(command.get("arguments"))) else "")
            + "".join(" " + synopsis(a) for a in shown(command.get("arguments")) if a["kind"] == "positional")]
    out += [".SH DESCRIPTION", paragraphs(top.get("abstract"))]
    if top.get("discussion"):
        out += [".PP", paragraphs(top["discussion"])]
    out.append(".SH COMMANDS" if len(tree) > 1 else ".SH OPTIONS")
    for path, command in tree:
        arguments = shown(command.get("arguments"))
        if command is top:
            out += [entry(a) for a in arguments]
            continue
        # Said once, above; every command has them.
        arguments = [a for a in arguments if all(n["name"] not in ("help", "version") for n in a.get("names") or [])]
        out += [f".SS {text(' '.join(path))}", paragraphs(command.get("abstract"))]
        if command.get("discussion"):
            out += [".PP", paragraphs(command["discussion"])]
        if not shown(command.get("subcommands")):
            out += [".PP", f"\\fB{text(' '.join(path))}\\fR " + " ".join(synopsis(a) for a in arguments)]
            out += [entry(a) for a in arguments]
    out += [".SH ENVIRONMENT", listing(ENVIRONMENT), ".SH EXIT STATUS", listing(EXIT_STATUS)]
    out += [".SH SEE ALSO", ",\n".join(f".BR {text(n)} (1)" for n in SEE_ALSO if n != name).replace(",\n", " ,\n")]
    return "\n".join(line for line in out if line) + "\n"


def main():
    executable, version, date = sys.argv[1:4]
    dump = subprocess.run([executable, "--experimental-dump-help"], check=True, capture_output=True, text=True).stdout
    try:
        described = json.loads(dump)
    except json.JSONDecodeError:
        sys.exit(f"manual.py: {os.path.basename(executable)} does not describe its options")
    sys.stdout.write(page(described, version, date))


if __name__ == "__main__":
    main()
