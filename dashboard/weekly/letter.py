"""A manager's weekly summary as a letter, in the language of the reader."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from dashboard.i18n.format import day, moment, short_day
from dashboard.weekly.parts import Part, parts_of
from dashboard.words import _, tag
from graph.weekly import WeeklySummary

_FONT = "font-family:system-ui,'PingFang SC','Microsoft YaHei',sans-serif"
_DIM = "color:#5c6570;font-size:14px"
_LINE = "border-top:1px solid #d9dee3"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a run: its subject, what it says in both forms, and its parts as data, for a webhook."""

    run: int
    subject: str
    plain: str
    html: str
    parts: tuple[Part, ...]


def weekly_letter(summary: WeeklySummary, account: str, url: str = "") -> Letter:
    """Return the letter of a summary; url: where the dashboard is, without one it has no links."""
    week, member = summary.week, summary.of_month
    title = _("Your week {first} to {last}").format(first=short_day(week.first), last=day(week.last))
    who = f"{member.name} ({member.member_id})" if member.name else member.member_id
    foot = _("As of {time}, run {run}. Sent to the account {account}; the operator stops it.").format(
        time=moment(summary.run.as_of_time), run=summary.run.number, account=account
    )
    parts = tuple(parts_of(summary))
    links = {part.title: _address(url, part) for part in parts}
    plain = _plain(title, who, parts, links, foot)
    return Letter(summary.run.number, title, plain, _html(title, who, parts, links, foot), parts)


def _address(url: str, part: Part) -> str:
    if not url:
        return ""
    query = f"?{urlencode(part.query)}" if part.query else ""
    return f"{url.rstrip('/')}/dashboard/{part.page}{query}"


def _plain(title: str, who: str, parts: tuple[Part, ...], links: dict[str, str], foot: str) -> str:
    lines = [title, who, ""]
    for part in parts:
        lines += [part.title, *(f"  {name}: {text}" for name, text, _note in part.figures)]
        lines += [f"  - {item}" for item in part.items]
        lines += [f"  {links[part.title]}"] if links[part.title] else []
        lines.append("")
    return "\n".join([*lines, foot, ""])


def _html(title: str, who: str, parts: tuple[Part, ...], links: dict[str, str], foot: str) -> str:
    body = "".join(_part(part, links[part.title]) for part in parts)
    return (
        f'<!doctype html><html lang="{tag()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light">'
        f"<title>{escape(title)}</title></head>"
        f'<body style="margin:0;padding:16px;background:#f4f6f8;color:#1c2329;{_FONT};line-height:1.5">'
        '<div style="max-width:600px;margin:0 auto;background:#ffffff;padding:20px;border-radius:8px">'
        f'<h1 style="margin:0;font-size:22px">{escape(title)}</h1>'
        f'<p style="margin:4px 0 0;{_DIM}">{escape(who)}</p>'
        f'{body}<p style="margin:24px 0 0;{_DIM}">{escape(foot)}</p></div></body></html>'
    )


def _part(part: Part, href: str) -> str:
    head = escape(part.title)
    if href:
        head = f'<a href="{escape(href)}" style="color:#0b5cad;text-decoration:underline">{head}</a>'
    figures = "".join(
        f'<tr><td style="padding:6px 12px 6px 0;{_LINE}">{escape(name)}{_note(note)}</td>'
        f'<td style="padding:6px 0;{_LINE};text-align:right;white-space:nowrap;vertical-align:top">'
        f"<strong>{escape(text)}</strong></td></tr>"
        for name, text, note in part.figures
    )
    table = (
        f'<table role="presentation" style="width:100%;border-collapse:collapse">{figures}</table>'
        if figures
        else ""
    )
    items = "".join(f'<li style="margin:4px 0">{escape(item)}</li>' for item in part.items)
    listed = f'<ul style="margin:6px 0;padding-left:20px">{items}</ul>' if items else ""
    return f'<h2 style="margin:24px 0 6px;font-size:17px">{head}</h2>{table}{listed}'


def _note(note: str) -> str:
    return f'<br><span style="{_DIM}">{escape(note)}</span>' if note else ""
