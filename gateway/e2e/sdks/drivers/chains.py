"""LangChain for Python, with its packages for OpenAI (both surfaces), Anthropic and Google."""

import functools

from langchain_anthropic import ChatAnthropic
from langchain_core import exceptions
from langchain_core.messages import HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import StructuredTool
from langchain_google_genai import ChatGoogleGenerativeAI
from langchain_openai import ChatOpenAI

import kit
from station import Station


def openai_chat(base, key, retries, **more):
    return ChatOpenAI(model="gpt-5.5", base_url=base + "/v1", api_key=key, max_retries=retries, use_responses_api=False, stream_usage=True, **more)


def openai_responses(base, key, retries, **more):
    return ChatOpenAI(
        model="gpt-5.5", base_url=base + "/v1", api_key=key, max_retries=retries, use_responses_api=True, store=False,
        include=["reasoning.encrypted_content"], output_version="responses/v1", **more,
    )


def anthropic(base, key, retries, model="claude-sonnet-5-5", **more):
    return ChatAnthropic(model=model, base_url=base, api_key=key, max_retries=retries, max_tokens=4000, **more)


def google(base, key, retries, **more):
    return ChatGoogleGenerativeAI(model="gemini-3.8-flash", base_url=base, api_key=key, max_retries=retries, vertexai=False, **more)


# For structured output LangChain forces a tool on Claude, which the newest models refuse.
FORCES_TOOLS = {"anthropic": {"model": "claude-sonnet-4-5"}}

CHAT_REASONING = ["thinking shown", "thinking shown, streamed", "thinking carried", "thinking carried, streamed"]

# How each surface is made, what it calls a natural end, how it is told to think, and what it lacks.
SURFACES = {
    "openai-chat": (openai_chat, "finish_reason", "stop", {"reasoning_effort": "medium"}, {
        **dict.fromkeys(CHAT_REASONING, "ChatOpenAI drops what Chat Completions shows of reasoning"),
        "count": "LangChain counts OpenAI's tokens by itself",
    }),
    "openai-responses": (openai_responses, "status", "completed", {"reasoning": {"effort": "medium", "summary": "auto"}}, {
        "count": "LangChain counts OpenAI's tokens by itself",
    }),
    "anthropic": (anthropic, "stop_reason", "end_turn", {"thinking": {"type": "adaptive", "display": "summarized"}}, {}),
    "google": (google, "finish_reason", "STOP", {"include_thoughts": True, "thinking_level": "medium"}, {}),
}


class Sdk:
    says = {"key": "", "cut": "", "overflow": ""}
    errors = {
        "400": exceptions.ModelInvalidRequestError,
        "401": exceptions.ModelAuthenticationError,
        "429": exceptions.ModelRateLimitError,
        "503": exceptions.ModelAPIError,
        "key": exceptions.ModelAPIError,
        "overflow": exceptions.ContextOverflowError,
        "midway": Exception,
        "cut": Exception,
    }

    def __init__(self, surface, base):
        make, self.finish, self.stop, self.reasoning, lacks = SURFACES[surface]
        self.make = functools.partial(make, base)
        self.model = self.make(kit.KEY, 0)
        self.forces = FORCES_TOOLS.get(surface, {})
        self.lacks = {**lacks, "models": "LangChain lists no models"}

    def answer(self, message):
        u = message.usage_metadata
        return {
            "text": message.text,
            "finish": message.response_metadata[self.finish],
            "usage": (u["input_tokens"], u["input_token_details"].get("cache_read"), u["output_tokens"]),
        }

    def text(self, system, prompt):
        return self.answer(self.model.invoke([SystemMessage(system), HumanMessage(prompt)]))

    def stream(self, system, prompt):
        pieces, whole = [], None
        for chunk in self.model.stream([SystemMessage(system), HumanMessage(prompt)]):
            if chunk.text:
                pieces.append(chunk.text)
            whole = chunk if whole is None else whole + chunk
        return {**self.answer(whole), "pieces": pieces}

    def loop(self, prompt, run, ask, **options):
        tool = StructuredTool.from_function(lambda city: run(city), name="get_weather", description="The weather", args_schema=kit.WEATHER)
        model = self.make(kit.KEY, 0, **options).bind_tools([tool])
        history = [HumanMessage(prompt)]
        while True:
            message = ask(model, history)
            history.append(message)
            if not message.tool_calls:
                return message.text
            history += [ToolMessage(run(**call["args"]), tool_call_id=call["id"]) for call in message.tool_calls]

    def tools(self, prompt, run):
        return self.loop(prompt, run, invoke)

    def tools_stream(self, prompt, run):
        return self.loop(prompt, run, joined)

    def structured(self, prompt):
        model = self.make(kit.KEY, 0, **self.forces)
        return model.with_structured_output(Station).invoke(prompt).model_dump()

    def structured_stream(self, prompt):
        model = self.model.with_structured_output(Station, method="json_schema")
        return list(model.stream(prompt))[-1].model_dump()

    def two_turns(self, ask, first, second):
        model = self.make(kit.KEY, 0, **self.reasoning)
        history = [HumanMessage(first)]
        message = ask(model, history)
        history += [message, HumanMessage(second)]
        return thoughts(message), ask(model, history).text

    def thinking(self, first, second):
        return self.two_turns(invoke, first, second)

    def thinking_stream(self, first, second):
        return self.two_turns(joined, first, second)

    def thinking_tools(self, prompt, run):
        return self.loop(prompt, run, invoke, **self.reasoning)

    def ask_about(self, prompt, block):
        return self.model.invoke([HumanMessage([{"type": "text", "text": prompt}, block])]).text

    def image(self, prompt, data):
        return self.ask_about(prompt, {"type": "image", "base64": kit.PNG64, "mime_type": "image/png"})

    def pdf(self, prompt, data, name):
        return self.ask_about(prompt, {"type": "file", "base64": kit.PDF64, "mime_type": "application/pdf", "filename": name})

    def count(self, prompt):
        return self.model.get_num_tokens_from_messages([HumanMessage(prompt)])

    def ask(self, prompt, key=kit.KEY, retries=0):
        return self.make(key, retries).invoke(prompt).text

    def ask_stream(self, prompt):
        return joined(self.model, prompt).text


def invoke(model, history):
    return model.invoke(history)


def joined(model, history):
    whole = None
    for chunk in model.stream(history):
        whole = chunk if whole is None else whole + chunk
    return whole


def thoughts(message):
    return "".join(block.get("reasoning", "") for block in message.content_blocks if block["type"] == "reasoning")


kit.drive(Sdk)
