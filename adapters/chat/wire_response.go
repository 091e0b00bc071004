package chat

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireResponse is the body of a whole answer.
type wireResponse struct {
	ID          jsonx.String      `json:"id"`
	Object      jsonx.String      `json:"object"`
	Created     jsonx.Int         `json:"created"`
	Model       jsonx.String      `json:"model"`
	Choices     list[wireChoice]  `json:"choices"`
	Usage       object[wireUsage] `json:"usage"`
	ServiceTier jsonx.String      `json:"service_tier"`
	Fingerprint rawJSON           `json:"system_fingerprint"`
	Error       rawJSON           `json:"error"`
	Extra       jsonx.Value       `json:",inline,embed"`
}

// wireChoice is one element of choices.
type wireChoice struct {
	Index        jsonx.Int32          `json:"index"`
	Message      object[wireMessage]  `json:"message"`
	FinishReason jsonx.String         `json:"finish_reason"`
	Logprobs     object[wireLogprobs] `json:"logprobs"`
	Delta        rawJSON              `json:"delta"`
	Extra        jsonx.Value          `json:",inline,embed"`
}

// wireLogprobs is the logprobs of a choice.
type wireLogprobs struct {
	Content rawJSON     `json:"content"`
	Extra   jsonx.Value `json:",inline,embed"`
}

// wireLogprob is the log probability of one token.
type wireLogprob struct {
	Token   jsonx.String      `json:"token"`
	Logprob jsonx.Float       `json:"logprob"`
	Bytes   rawJSON           `json:"bytes"`
	Top     list[wireLogprob] `json:"top_logprobs"`
	Extra   jsonx.Value       `json:",inline,embed"`
}

// wireUsage is usage.
type wireUsage struct {
	Prompt            jsonx.Int                `json:"prompt_tokens"`
	Completion        jsonx.Int                `json:"completion_tokens"`
	Total             jsonx.Int                `json:"total_tokens"`
	PromptDetails     object[wireUsageDetails] `json:"prompt_tokens_details"`
	CompletionDetails object[wireUsageDetails] `json:"completion_tokens_details"`
	// Other servers.
	CacheHit   jsonx.Int   `json:"prompt_cache_hit_tokens"`
	CacheMiss  jsonx.Int   `json:"prompt_cache_miss_tokens"`
	Cached     jsonx.Int   `json:"cached_tokens"`
	CacheWrite jsonx.Int   `json:"cache_creation_input_tokens"`
	Reasoning  jsonx.Int   `json:"reasoning_tokens"`
	Extra      jsonx.Value `json:",inline,embed"`
}

// wireUsageDetails is either of the details of usage.
type wireUsageDetails struct {
	Cached     jsonx.Int   `json:"cached_tokens"`
	CacheWrite jsonx.Int   `json:"cache_write_tokens"`
	Audio      jsonx.Int   `json:"audio_tokens"`
	Image      jsonx.Int   `json:"image_tokens"`
	Reasoning  jsonx.Int   `json:"reasoning_tokens"`
	Extra      jsonx.Value `json:",inline,embed"`
}

func (d *wireUsageDetails) empty() bool {
	for _, n := range []*jsonx.Int{&d.Cached, &d.CacheWrite, &d.Audio, &d.Image, &d.Reasoning} {
		if n.Set || n.Raw != nil {
			return false
		}
	}
	return len(d.Extra) == 0
}
