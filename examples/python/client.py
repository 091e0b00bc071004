"""A client of GenerationService: a conversation in which the model calls a tool, streamed.

    pip install -r requirements.txt && ./generate.sh && PYTHONPATH=gen python3 client.py
"""

import os

import grpc

from interlingua.v1beta1 import generation_pb2, generation_pb2_grpc, message_pb2, request_pb2, tool_pb2

SCHEMA = '{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}'


def text(words):
    return message_pb2.Part(text=message_pb2.Text(text=words))


def turn(client, request, metadata):
    """Streams one answer to the terminal and gives its messages: those of the first candidate."""
    said = []

    def part(event):
        while event.message >= len(said):
            said.append(message_pb2.Message(role=message_pb2.ROLE_ASSISTANT))
        parts = said[event.message].parts
        while event.part >= len(parts):
            parts.add()
        return parts[event.part]

    stream = client.StreamGenerate(generation_pb2.StreamGenerateRequest(request=request), metadata=metadata)
    for step in stream:
        for loss in step.losses:
            print(f"[lost: {loss.path} {loss.detail}]")
        event = step.event
        match event.WhichOneof("event"):
            case "part_start":
                part(event).MergeFrom(event.part_start)
                print(event.part_start.text.text, end="", flush=True)
            case "text_delta":
                part(event).text.text += event.text_delta
                print(event.text_delta, end="", flush=True)
            case "arguments_delta":
                part(event).tool_call.arguments_json += event.arguments_delta
            case "seal":
                part(event).seal.CopyFrom(event.seal)
            case "part_end":
                part(event).MergeFrom(event.part_end)
    print()
    return said


def answer(said):
    """Runs the tools that were called; None where none was."""
    message = message_pb2.Message(role=message_pb2.ROLE_TOOL)
    for part in (p for m in said for p in m.parts if p.WhichOneof("content") == "tool_call"):
        print(f"[{part.tool_call.name} {part.tool_call.arguments_json}]")
        result = message.parts.add().tool_result
        result.call_id, result.name = part.tool_call.call_id, part.tool_call.name
        result.parts.append(text("4 degrees, rain"))
    return message if message.parts else None


def main():
    address = os.environ.get("INTERLINGUA_GRPC", "127.0.0.1:9090")
    key = os.environ.get("INTERLINGUA_KEY")
    metadata = [("authorization", f"Bearer {key}")] if key else []
    request = request_pb2.GenerateRequest(
        model=os.environ.get("INTERLINGUA_MODEL", "demo"),
        messages=[message_pb2.Message(role=message_pb2.ROLE_USER, parts=[text("Please call get_weather for Oslo.")])],
        tools=[tool_pb2.Tool(name="get_weather", description="Current weather", schema_json=SCHEMA)],
    )
    with grpc.insecure_channel(address) as channel:
        client = generation_pb2_grpc.GenerationServiceStub(channel)
        while True:
            said = turn(client, request, metadata)
            request.messages.extend(said)
            results = answer(said)
            if results is None:
                return
            request.messages.append(results)


if __name__ == "__main__":
    main()
