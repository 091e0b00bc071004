"""anthropic for Python, Messages."""

import anthropic

import kit
from station import Station

TOOL = {"name": "get_weather", "description": "The weather", "input_schema": kit.WEATHER}


class Sdk:
    stop = "end_turn"
    says = {"key": "", "cut": "", "overflow": "prompt is too long"}
    errors = {
        "400": anthropic.BadRequestError,
        "401": anthropic.AuthenticationError,
        "429": anthropic.RateLimitError,
        "503": anthropic.InternalServerError,
        "key": anthropic.InternalServerError,
        "overflow": anthropic.BadRequestError,
        "midway": anthropic.APIError,
        "cut": anthropic.APIError,
    }

    def __init__(self, surface, base):
        self.client = anthropic.Anthropic(base_url=base, api_key=kit.KEY, max_retries=0)

    def options(self, **more):
        return {"model": "claude-sonnet-5-5", "max_tokens": 4000, **more}

    def create(self, messages, **more):
        return self.client.messages.create(**self.options(messages=messages, **more))

    def streamed(self, messages, **more):
        with self.client.messages.stream(**self.options(messages=messages, **more)) as stream:
            return stream.get_final_message()

    def answer(self, message):
        u = message.usage
        cached = u.cache_read_input_tokens or 0
        return {
            "text": said(message),
            "finish": message.stop_reason,
            "usage": (u.input_tokens + cached + (u.cache_creation_input_tokens or 0), cached, u.output_tokens),
        }

    def text(self, system, prompt):
        return self.answer(self.create([{"role": "user", "content": prompt}], system=system))

    def stream(self, system, prompt):
        options = self.options(messages=[{"role": "user", "content": prompt}], system=system)
        with self.client.messages.stream(**options) as stream:
            pieces = list(stream.text_stream)
            return {**self.answer(stream.get_final_message()), "pieces": pieces}

    def loop(self, create, prompt, run, **more):
        messages = [{"role": "user", "content": prompt}]
        while True:
            message = create(messages, tools=[TOOL], **more)
            messages.append({"role": "assistant", "content": message.content})
            calls = [block for block in message.content if block.type == "tool_use"]
            if not calls:
                return said(message)
            results = [{"type": "tool_result", "tool_use_id": call.id, "content": run(**call.input)} for call in calls]
            messages.append({"role": "user", "content": results})

    def tools(self, prompt, run):
        return self.loop(self.create, prompt, run)

    def tools_stream(self, prompt, run):
        return self.loop(self.streamed, prompt, run)

    def structured(self, prompt):
        options = self.options(messages=[{"role": "user", "content": prompt}])
        return self.client.messages.parse(**options, output_format=Station).parsed_output.model_dump()

    def structured_stream(self, prompt):
        message = self.streamed([{"role": "user", "content": prompt}], output_format=Station)
        return message.parsed_output.model_dump()

    reasoning = {"thinking": {"type": "adaptive", "display": "summarized"}}

    def two_turns(self, create, first, second):
        messages = [{"role": "user", "content": first}]
        message = create(messages, **self.reasoning)
        messages += [{"role": "assistant", "content": message.content}, {"role": "user", "content": second}]
        return thoughts(message), said(create(messages, **self.reasoning))

    def thinking(self, first, second):
        return self.two_turns(self.create, first, second)

    def thinking_stream(self, first, second):
        return self.two_turns(self.streamed, first, second)

    def thinking_tools(self, prompt, run):
        return self.loop(self.streamed, prompt, run, **self.reasoning)

    def ask_about(self, prompt, kind, mime, data):
        block = {"type": kind, "source": {"type": "base64", "media_type": mime, "data": data}}
        return said(self.create([{"role": "user", "content": [block, {"type": "text", "text": prompt}]}]))

    def image(self, prompt, data):
        return self.ask_about(prompt, "image", "image/png", kit.PNG64)

    def pdf(self, prompt, data, name):
        return self.ask_about(prompt, "document", "application/pdf", kit.PDF64)

    def count(self, prompt):
        messages = [{"role": "user", "content": prompt}]
        return self.client.messages.count_tokens(model="claude-sonnet-5-5", messages=messages).input_tokens

    def models(self):
        return [m.id for m in self.client.models.list()]

    def ask(self, prompt, key=kit.KEY, retries=0):
        client = self.client.with_options(api_key=key, max_retries=retries)
        return said(client.messages.create(**self.options(messages=[{"role": "user", "content": prompt}])))

    def ask_stream(self, prompt):
        return said(self.streamed([{"role": "user", "content": prompt}]))


def said(message):
    return "".join(block.text for block in message.content if block.type == "text")


def thoughts(message):
    return "".join(block.thinking for block in message.content if block.type == "thinking")


kit.drive(Sdk)
