"""The MCP server, driven by the real client over standard input and output."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client

from assistant import Assistant
from ui.mcp_server import build_server

QUESTION = "How do we get government to own our programme?"


async def _with(server: Any, work: Any) -> Any:
    async with Client(server) as client:
        return await work(client)


def with_client(server: Any, work: Any) -> Any:
    return anyio.run(_with, server, work)


@pytest.mark.slow
def test_a_client_asks_searches_and_reads_over_standard_input_and_output(builtin: Assistant) -> None:
    command = ["-m", "ui.cli", "mcp", "--data-dir", str(builtin.folder.path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    async def work(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["search", "ask", "read_interview", "list_interviews", "list_insights", "insight"]
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        answer = (await client.call_tool("ask", {"question": QUESTION})).structured_content
        assert answer == builtin.ask(QUESTION).model_dump(mode="json")
        quote = answer["groups"][0]["quotes"][0]
        place = {"interview": quote["interview"], "start": quote["start"], "end": quote["end"], "turns_around": 1}
        read = (await client.call_tool("read_interview", place)).structured_content
        assert read is not None
        assert [turn["index"] for turn in read["turns"]] == [quote["turn"] - 1, quote["turn"], quote["turn"] + 1]
        assert quote["text"] in read["turns"][1]["text"]

    with_client(StdioServerParameters(command=sys.executable, args=command, env=environment), work)


@pytest.mark.slow
def test_standard_output_holds_the_protocol_only(builtin: Assistant) -> None:
    command = [sys.executable, "-m", "ui.cli", "mcp", "--data-dir", str(builtin.folder.path)]
    process = subprocess.run(command, input="no protocol\n", capture_output=True, text=True, timeout=120)
    assert process.returncode == 0
    assert all(line.startswith('{"jsonrpc"') for line in process.stdout.splitlines())
    assert "Traceback" not in process.stderr


def test_expected_failures_are_one_line_that_says_what_to_do(builtin: Assistant) -> None:
    async def work(client: Client) -> None:
        for tool, arguments, said in (
            ("search", {"text": "x" * 3000}, "at most 2,000 characters"),
            ("search", {"text": "water", "insights": [12]}, "the framework has no insight 12"),
            ("read_interview", {"interview": "nope"}, "no interview is called 'nope'"),
            ("insight", {"number": 0}, "the framework has no insight 0"),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            assert said in result.content[0].text  # type: ignore[union-attr]

    with_client(build_server(builtin), work)


def test_search_and_lists_give_what_the_assistant_gives(builtin: Assistant) -> None:
    async def work(client: Client) -> None:
        found = (await client.call_tool("search", {"text": "funding", "limit": 2})).structured_content
        assert found == {"quotes": [quote.model_dump(mode="json") for quote in builtin.search("funding", limit=2)]}
        listed = (await client.call_tool("list_interviews", {})).structured_content
        assert listed is not None
        assert (listed["total"], listed["interviews"][0]["id"]) == (1, "whats-working")
        insights = (await client.call_tool("list_insights", {})).structured_content
        assert insights is not None
        assert [insight["number"] for insight in insights["insights"]] == list(range(1, 10))
        beyond = (await client.call_tool("read_interview", {"interview": "whats-working", "start": 10**9})).structured_content
        assert beyond is not None
        assert beyond["turns"][-1]["index"] == 27

    with_client(build_server(builtin), work)
