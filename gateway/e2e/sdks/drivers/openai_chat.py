"""openai for Python, Chat Completions."""

import json

import openai

import kit
from station import Station

TOOL = {
    "type": "function",
    "function": {"name": "get_weather", "description": "The weather", "parameters": kit.WEATHER, "strict": True},
}


class Sdk:
    stop = "stop"
    overflow_code = "context_length_exceeded"
    says = {"key": "", "cut": "", "overflow": ""}
    errors = {
        "400": openai.BadRequestError,
        "401": openai.AuthenticationError,
        "429": openai.RateLimitError,
        "503": openai.InternalServerError,
        "key": openai.InternalServerError,
        "overflow": openai.BadRequestError,
        "midway": openai.APIError,
        "cut": openai.APIError,
    }

    def __init__(self, surface, base):
        self.client = openai.OpenAI(base_url=base + "/v1", api_key=kit.KEY, max_retries=0)

    def create(self, messages, **options):
        return self.client.chat.completions.create(model="gpt-5.5", messages=messages, **options)

    def streamed(self, messages, **options):
        with self.client.chat.completions.stream(model="gpt-5.5", messages=messages, **options) as stream:
            return stream.get_final_completion()

    def answer(self, completion):
        u = completion.usage
        return {
            "text": completion.choices[0].message.content,
            "finish": completion.choices[0].finish_reason,
            "usage": (u.prompt_tokens, u.prompt_tokens_details.cached_tokens, u.completion_tokens),
        }

    def text(self, system, prompt):
        return self.answer(self.create([{"role": "system", "content": system}, {"role": "user", "content": prompt}]))

    def stream(self, system, prompt):
        pieces = []
        messages = [{"role": "developer", "content": system}, {"role": "user", "content": prompt}]
        options = {"model": "gpt-5.5", "messages": messages, "stream_options": {"include_usage": True}}
        with self.client.chat.completions.stream(**options) as stream:
            for event in stream:
                if event.type == "content.delta":
                    pieces.append(event.delta)
            return {**self.answer(stream.get_final_completion()), "pieces": pieces}

    def loop(self, create, prompt, run, **options):
        messages = [{"role": "user", "content": prompt}]
        while True:
            message = create(messages, tools=[TOOL], **options).choices[0].message
            messages.append(plain(message))
            if not message.tool_calls:
                return message.content
            for call in message.tool_calls:
                output = run(**json.loads(call.function.arguments))
                messages.append({"role": "tool", "tool_call_id": call.id, "content": output})

    def tools(self, prompt, run):
        return self.loop(self.create, prompt, run)

    def tools_stream(self, prompt, run):
        return self.loop(self.streamed, prompt, run)

    def structured(self, prompt):
        messages = [{"role": "user", "content": prompt}]
        completion = self.client.chat.completions.parse(model="gpt-5.5", messages=messages, response_format=Station)
        return completion.choices[0].message.parsed.model_dump()

    def structured_stream(self, prompt):
        completion = self.streamed([{"role": "user", "content": prompt}], response_format=Station)
        return completion.choices[0].message.parsed.model_dump()

    def two_turns(self, create, first, second):
        # The vendor's own service shows no thoughts; who wants them of others has to say so.
        options = {"reasoning_effort": "medium", "extra_body": {"include_reasoning": True}}
        messages = [{"role": "user", "content": first}]
        message = create(messages, **options).choices[0].message
        messages += [plain(message), {"role": "user", "content": second}]
        return thoughts(message), create(messages, **options).choices[0].message.content

    def thinking(self, first, second):
        return self.two_turns(self.create, first, second)

    def thinking_stream(self, first, second):
        return self.two_turns(self.streamed, first, second)

    def thinking_tools(self, prompt, run):
        return self.loop(self.create, prompt, run, reasoning_effort="medium")

    def ask_about(self, prompt, part):
        messages = [{"role": "user", "content": [{"type": "text", "text": prompt}, part]}]
        return self.create(messages).choices[0].message.content

    def image(self, prompt, data):
        return self.ask_about(prompt, {"type": "image_url", "image_url": {"url": "data:image/png;base64," + kit.PNG64}})

    def pdf(self, prompt, data, name):
        file = {"filename": name, "file_data": "data:application/pdf;base64," + kit.PDF64}
        return self.ask_about(prompt, {"type": "file", "file": file})

    lacks = {"count": "Chat Completions has no token count"}

    def models(self):
        return [m.id for m in self.client.models.list()]

    def ask(self, prompt, key=kit.KEY, retries=0):
        client = self.client.with_options(api_key=key, max_retries=retries)
        messages = [{"role": "user", "content": prompt}]
        return client.chat.completions.create(model="gpt-5.5", messages=messages).choices[0].message.content

    def ask_stream(self, prompt):
        return self.streamed([{"role": "user", "content": prompt}]).choices[0].message.content


def plain(message):
    """The message without what the helper for streams adds to it, which is not the API's own."""
    raw = message.model_dump(exclude_none=True, exclude={"parsed"})
    for call in raw.get("tool_calls", []):
        call.pop("index", None)
        call["function"].pop("parsed_arguments", None)
    return raw


def thoughts(message):
    """What compatible servers show of reasoning has no field of its own in the SDK, which keeps it all the same."""
    return getattr(message, "reasoning_content", None) or ""


kit.drive(Sdk)
