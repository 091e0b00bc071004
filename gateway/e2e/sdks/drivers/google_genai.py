"""google-genai for Python, generateContent."""

from google import genai
from google.genai import errors, types

import kit
from station import Station

TOOL = types.Tool(function_declarations=[
    types.FunctionDeclaration(name="get_weather", description="The weather", parameters_json_schema=kit.WEATHER),
])


class Sdk:
    stop = "STOP"
    says = {"key": "", "cut": "", "overflow": "exceeds the maximum number of tokens allowed"}
    errors = {
        "400": errors.ClientError,
        "401": errors.ClientError,
        "429": errors.ClientError,
        "503": errors.ServerError,
        "key": errors.ServerError,
        "overflow": errors.ClientError,
        "midway": errors.APIError,
        "cut": Exception,
    }
    model = "gemini-3.8-flash"

    def __init__(self, surface, base):
        self.base = base
        self.client = self.connect()

    def connect(self, key=kit.KEY, retries=0):
        options = types.HttpOptions(base_url=self.base)
        if retries:
            options.retry_options = types.HttpRetryOptions(attempts=retries + 1, initial_delay=0.2)
        return genai.Client(api_key=key, vertexai=False, http_options=options)

    def create(self, contents, **config):
        # Otherwise the SDK runs the loop of tools by itself.
        config["automatic_function_calling"] = {"disable": True}
        return self.client.models.generate_content(model=self.model, contents=contents, config=config)

    def chunks(self, contents, **config):
        config["automatic_function_calling"] = {"disable": True}
        return self.client.models.generate_content_stream(model=self.model, contents=contents, config=config)

    def streamed(self, contents, **config):
        """The whole answer of a stream, its parts as they came."""
        parts, last = [], None
        for chunk in self.chunks(contents, **config):
            if chunk.candidates and chunk.candidates[0].content:
                parts += chunk.candidates[0].content.parts or []
            last = chunk
        last.candidates[0].content = types.Content(role="model", parts=parts)
        return last

    def answer(self, response):
        u = response.usage_metadata
        return {
            "text": response.text,
            "finish": response.candidates[0].finish_reason.name,
            "usage": (
                u.prompt_token_count,
                u.cached_content_token_count,
                u.candidates_token_count + (u.thoughts_token_count or 0),
            ),
        }

    def text(self, system, prompt):
        return self.answer(self.create(prompt, system_instruction=system))

    def stream(self, system, prompt):
        pieces, last = [], None
        for chunk in self.chunks(prompt, system_instruction=system):
            if chunk.text:
                pieces.append(chunk.text)
            last = chunk
        return {**self.answer(last), "text": "".join(pieces), "pieces": pieces}

    def loop(self, create, prompt, run, **config):
        contents = [types.UserContent(prompt)]
        while True:
            response = create(contents, tools=[TOOL], **config)
            contents.append(response.candidates[0].content)
            if not response.function_calls:
                return response.text
            parts = []
            for call in response.function_calls:
                answer = types.FunctionResponse(id=call.id, name=call.name, response={"output": run(**call.args)})
                parts.append(types.Part(function_response=answer))
            contents.append(types.Content(role="user", parts=parts))

    def tools(self, prompt, run):
        return self.loop(self.create, prompt, run)

    def tools_stream(self, prompt, run):
        return self.loop(self.streamed, prompt, run)

    shape = {"response_mime_type": "application/json", "response_schema": Station}

    def structured(self, prompt):
        return self.create(prompt, **self.shape).parsed.model_dump()

    def structured_stream(self, prompt):
        return Station.model_validate_json(self.streamed(prompt, **self.shape).text).model_dump()

    reasoning = {"thinking_config": types.ThinkingConfig(include_thoughts=True, thinking_level="MEDIUM")}

    def two_turns(self, create, first, second):
        contents = [types.UserContent(first)]
        response = create(contents, **self.reasoning)
        contents += [response.candidates[0].content, types.UserContent(second)]
        return thoughts(response), create(contents, **self.reasoning).text

    def thinking(self, first, second):
        return self.two_turns(self.create, first, second)

    def thinking_stream(self, first, second):
        return self.two_turns(self.streamed, first, second)

    def thinking_tools(self, prompt, run):
        return self.loop(self.streamed, prompt, run, **self.reasoning)

    def image(self, prompt, data):
        return self.create([types.Part.from_bytes(data=data, mime_type="image/png"), prompt]).text

    def pdf(self, prompt, data, name):
        return self.create([types.Part.from_bytes(data=data, mime_type="application/pdf"), prompt]).text

    def count(self, prompt):
        return self.client.models.count_tokens(model=self.model, contents=prompt).total_tokens

    def models(self):
        return [m.name for m in self.client.models.list()]

    def ask(self, prompt, key=kit.KEY, retries=0):
        with self.connect(key, retries) as client:
            return client.models.generate_content(model=self.model, contents=prompt).text

    def ask_stream(self, prompt):
        return self.streamed(prompt).text


def thoughts(response):
    return "".join(part.text or "" for part in response.candidates[0].content.parts if part.thought)


kit.drive(Sdk)
