"""openai for Python, Responses."""

import json

import openai

import kit
from station import Station

TOOL = {"type": "function", "name": "get_weather", "description": "The weather", "parameters": kit.WEATHER, "strict": True}


class Sdk:
    stop = "completed"
    overflow_code = "context_length_exceeded"
    says = {"key": "", "cut": "", "overflow": ""}
    errors = {
        "400": openai.BadRequestError,
        "401": openai.AuthenticationError,
        "429": openai.RateLimitError,
        "503": openai.InternalServerError,
        "key": openai.InternalServerError,
        "overflow": openai.BadRequestError,
        "midway": (openai.APIError, RuntimeError),
        "cut": (openai.APIError, RuntimeError),
    }

    def __init__(self, surface, base):
        self.client = openai.OpenAI(base_url=base + "/v1", api_key=kit.KEY, max_retries=0)

    def options(self, **more):
        return {"model": "gpt-5.5", "store": False, **more}

    def answer(self, response):
        u = response.usage
        return {
            "text": response.output_text,
            "finish": response.status,
            "usage": (u.input_tokens, u.input_tokens_details.cached_tokens, u.output_tokens),
        }

    def text(self, system, prompt):
        return self.answer(self.client.responses.create(**self.options(instructions=system, input=prompt)))

    def stream(self, system, prompt):
        pieces = []
        with self.client.responses.stream(**self.options(instructions=system, input=prompt)) as stream:
            for event in stream:
                if event.type == "response.output_text.delta":
                    pieces.append(event.delta)
            return {**self.answer(stream.get_final_response()), "pieces": pieces}

    def create(self, **options):
        return self.client.responses.create(**self.options(**options))

    def streamed(self, **options):
        with self.client.responses.stream(**self.options(**options)) as stream:
            return stream.get_final_response()

    def loop(self, create, prompt, run, **options):
        history = [{"role": "user", "content": prompt}]
        while True:
            response = create(input=history, tools=[TOOL], **options)
            history += response.output
            calls = [item for item in response.output if item.type == "function_call"]
            if not calls:
                return response.output_text
            for call in calls:
                output = run(**json.loads(call.arguments))
                history.append({"type": "function_call_output", "call_id": call.call_id, "output": output})

    def tools(self, prompt, run):
        return self.loop(self.create, prompt, run)

    def tools_stream(self, prompt, run):
        return self.loop(self.streamed, prompt, run)

    def structured(self, prompt):
        response = self.client.responses.parse(**self.options(input=prompt, text_format=Station))
        return response.output_parsed.model_dump()

    def structured_stream(self, prompt):
        return self.streamed(input=prompt, text_format=Station).output_parsed.model_dump()

    reasoning = {"reasoning": {"effort": "medium", "summary": "auto"}, "include": ["reasoning.encrypted_content"]}

    def two_turns(self, create, first, second):
        history = [{"role": "user", "content": first}]
        response = create(input=history, **self.reasoning)
        history += response.output
        history.append({"role": "user", "content": second})
        return thoughts(response), create(input=history, **self.reasoning).output_text

    def thinking(self, first, second):
        return self.two_turns(self.create, first, second)

    def thinking_stream(self, first, second):
        return self.two_turns(self.streamed, first, second)

    def thinking_tools(self, prompt, run):
        return self.loop(self.streamed, prompt, run, **self.reasoning)

    def ask_about(self, prompt, part):
        content = [{"type": "input_text", "text": prompt}, part]
        return self.create(input=[{"role": "user", "content": content}]).output_text

    def image(self, prompt, data):
        return self.ask_about(prompt, {"type": "input_image", "image_url": "data:image/png;base64," + kit.PNG64, "detail": "auto"})

    def pdf(self, prompt, data, name):
        return self.ask_about(prompt, {"type": "input_file", "filename": name, "file_data": "data:application/pdf;base64," + kit.PDF64})

    def count(self, prompt):
        return self.client.responses.input_tokens.count(model="gpt-5.5", input=prompt).input_tokens

    def models(self):
        return [m.id for m in self.client.models.list()]

    def ask(self, prompt, key=kit.KEY, retries=0):
        client = self.client.with_options(api_key=key, max_retries=retries)
        return client.responses.create(**self.options(input=prompt)).output_text

    def ask_stream(self, prompt):
        with self.client.responses.stream(**self.options(input=prompt)) as stream:
            for event in stream:
                # The helper raises nested errors, and leaves flat ones to its caller.
                if event.type == "error":
                    raise RuntimeError(event.message)
            return stream.get_final_response().output_text


def thoughts(response):
    return "".join(s.text for item in response.output if item.type == "reasoning" for s in item.summary)


kit.drive(Sdk)
