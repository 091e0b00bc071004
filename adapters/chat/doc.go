// Package chat is the codec of OpenAI Chat Completions, with the members that compatible servers and their clients add.
//
// # Shape
//
// A request is a flat list of messages with roles system, developer, user, assistant and tool; an answer is a list of
// choices with one message each; a stream is a row of chunks, each of which repeats id, model and the like and adds a delta
// to the message of a choice, then "data: [DONE]". There is one text, one refusal, one piece of audio and a list of calls
// to a message, in this order, whatever order the model made them in.
//
// # Wire and canonical fields
//
//	model                                         model
//	messages[]                                    messages[], one to one
//	  role (function: the older tool)             role
//	  name                                        name; of a tool's message: tool_result.name
//	  content: string, list of parts              parts; form
//	    text                                      text
//	    image_url, video_url*, document_url*      media with uri, or data from a data URL
//	    input_audio, file                         media
//	    refusal, thinking*                        refusal, reasoning
//	    any other part                            opaque
//	    prompt_cache_breakpoint, cache_control*   cache
//	  refusal, audio                              refusal, media
//	  reasoning_content*, reasoning*              reasoning.text
//	  reasoning_details*                          seal of the reasoning, where there is state in them
//	  tool_calls[], function_call                 tool_call; arguments stay the text that came
//	    extra_content.google.thought_signature*   seal of the call, or of the text
//	  tool_call_id                                tool_result.call_id
//	  annotations[]                               text.citations
//	tools[], functions[]                          tools[]
//	web_search_options                            a hosted tool
//	tool_choice, function_call                    tool_choice; one forced tool is required with one name
//	parallel_tool_calls                           tool_choice.parallel
//	max_completion_tokens, max_tokens             max_output_tokens
//	n                                             candidate_count
//	temperature, top_p, top_k*, seed, stop, …     sampling
//	reasoning_effort, reasoning*, thinking*, …    reasoning
//	response_format, modalities, verbosity        output
//	store                                         continuation.store
//	prompt_cache_key, _options, _retention        caching
//	safety_identifier, user                       end_user_id
//	metadata, service_tier                        metadata, service_tier
//	stream, stream_options.include_usage          stream, stream_usage
//	choices[]                                     candidates[]
//	  finish_reason                               finish
//	  logprobs.content                            text.logprobs
//	usage                                         usage; other servers' places of counts are read too
//	created                                       create_time
//
// Members with a star are not the vendor's own. Everything else is kept in extensions.
//
// # Spellings
//
// Where one meaning has several spellings the usual one goes without saying. An unusual one is kept among the spellings of
// the object: as its raw value, or by a null for each usual member that the object lacked, so that a changed value is still
// written in the source's own way.
//
// # Streams
//
// The reader says what chunks repeat once, at the start, and later only what changes (update) or is gone (an extension of
// the frame at "head"). What a chunk says besides its events is in extensions of its first event's frame, at JSON Pointers
// into the chunk; "event" holds the name of an event that has one, "after" says what is unusual about the sentinel. Pieces
// of calls are told apart by index, by id, and by name where a server gives neither. Reasoning has the first position in
// its message, so that a seal that comes last still stands where whole answers have it.
//
// # Seals
//
// The dialect has no field for what only the issuer of reasoning can read. State of others goes to clients in envelopes, as
// encrypted reasoning_details and as the thought signature of calls, since some clients bring back only one of the two.
package chat
