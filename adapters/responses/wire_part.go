package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wirePart is a part of a message or of a tool result, of any type.
type wirePart struct{ part }

// part is a part of one type.
type part interface {
	// decode gives the canonical part. usual is the type that a text has in this place, and needs no spelling.
	decode(d *decoder, usual string) *pb.Part
}

// partTypes are the types whose content the canonical model holds. Parts of all others stay whole.
var partTypes = map[string]func() part{
	typeInputText:  func() part { return new(wireTextPart) },
	typeOutputText: func() part { return new(wireTextPart) },
	typeText:       func() part { return new(wireTextPart) },
	typeRefusal:    func() part { return new(wireRefusal) },
	typeInputImage: func() part { return new(wireImage) },
	typeInputFile:  func() part { return new(wireFile) },
	typeInputAudio: func() part { return new(wireAudio) },
	typeInputVideo: func() part { return new(wireVideo) },
}

// Types of parts.
const (
	typeInputText     = "input_text"
	typeOutputText    = "output_text"
	typeText          = "text"
	typeRefusal       = "refusal"
	typeInputImage    = "input_image"
	typeInputFile     = "input_file"
	typeInputAudio    = "input_audio"
	typeInputVideo    = "input_video"
	typeSummaryText   = "summary_text"
	typeReasoningText = "reasoning_text"
)

// UnmarshalJSONFrom reads the next value of dec.
func (w *wirePart) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if build := partTypes[peekString(dec, "type")]; build != nil {
		w.part = build()
	} else {
		w.part = new(wireOpaquePart)
	}
	return jsonx.UnmarshalDecode(dec, w.part)
}

// wireTextPart is a text of either direction.
type wireTextPart struct {
	Type        jsonx.String           `json:"type"`
	Text        jsonx.String           `json:"text"`
	Annotations list[wireAnnotation]   `json:"annotations"`
	Logprobs    list[wireLogprob]      `json:"logprobs"`
	Breakpoint  object[wireBreakpoint] `json:"prompt_cache_breakpoint"`
	Extra       jsonx.Value            `json:",inline,embed"`
}

// wireRefusal is the model's refusal in words.
type wireRefusal struct {
	Type    jsonx.String `json:"type"`
	Refusal jsonx.String `json:"refusal"`
	Extra   jsonx.Value  `json:",inline,embed"`
}

// wireImage is an image.
type wireImage struct {
	Type       jsonx.String           `json:"type"`
	ImageURL   jsonx.String           `json:"image_url"`
	FileID     jsonx.String           `json:"file_id"`
	Detail     jsonx.String           `json:"detail"`
	Breakpoint object[wireBreakpoint] `json:"prompt_cache_breakpoint"`
	Extra      jsonx.Value            `json:",inline,embed"`
}

// wireFile is a document.
type wireFile struct {
	Type       jsonx.String           `json:"type"`
	FileData   jsonx.String           `json:"file_data"`
	FileURL    jsonx.String           `json:"file_url"`
	FileID     jsonx.String           `json:"file_id"`
	Filename   jsonx.String           `json:"filename"`
	Detail     jsonx.String           `json:"detail"`
	Breakpoint object[wireBreakpoint] `json:"prompt_cache_breakpoint"`
	Extra      jsonx.Value            `json:",inline,embed"`
}

// wireAudio is audio; the type exists, though text models do not take it.
type wireAudio struct {
	Type       jsonx.String            `json:"type"`
	InputAudio object[wireAudioSource] `json:"input_audio"`
	Extra      jsonx.Value             `json:",inline,embed"`
}

// wireAudioSource is what an audio part holds.
type wireAudioSource struct {
	Data   jsonx.String `json:"data"`
	Format jsonx.String `json:"format"`
	Extra  jsonx.Value  `json:",inline,embed"`
}

// wireVideo is a video, as Open Responses has it.
type wireVideo struct {
	Type     jsonx.String `json:"type"`
	VideoURL jsonx.String `json:"video_url"`
	Extra    jsonx.Value  `json:",inline,embed"`
}

// wireBreakpoint marks a prompt-cache breakpoint after a part.
type wireBreakpoint struct {
	Mode  jsonx.String `json:"mode"`
	TTL   jsonx.String `json:"ttl"`
	Extra jsonx.Value  `json:",inline,embed"`
}

// wireAnnotation is a source that supports a text.
type wireAnnotation struct {
	Type       jsonx.String `json:"type"`
	URL        jsonx.String `json:"url"`
	Title      jsonx.String `json:"title"`
	FileID     jsonx.String `json:"file_id"`
	Filename   jsonx.String `json:"filename"`
	StartIndex jsonx.Int32  `json:"start_index"`
	EndIndex   jsonx.Int32  `json:"end_index"`
	Extra      jsonx.Value  `json:",inline,embed"`
}

// wireLogprob is the log probability of one token.
type wireLogprob struct {
	Token   jsonx.String      `json:"token"`
	Logprob jsonx.Float       `json:"logprob"`
	Bytes   list[jsonx.Int]   `json:"bytes"`
	Top     list[wireLogprob] `json:"top_logprobs"`
	Extra   jsonx.Value       `json:",inline,embed"`
}

// wireOpaquePart is a part that stays whole.
type wireOpaquePart struct{ Raw jsonx.Value }

// UnmarshalJSONFrom reads the next value of dec.
func (w *wireOpaquePart) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return read(dec, &w.Raw) }
