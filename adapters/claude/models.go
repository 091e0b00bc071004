package claude

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// modelsPath is the list of models, relative to the base URL, with its largest page.
const modelsPath = "/v1/models?limit=1000"

type wireModels struct {
	Data    []wireModel `json:"data"`
	HasMore bool        `json:"has_more"`
	LastID  string      `json:"last_id"`
}

type wireModel struct {
	ID             string    `json:"id"`
	DisplayName    string    `json:"display_name"`
	CreatedAt      string    `json:"created_at"`
	MaxInputTokens jsonx.Int `json:"max_input_tokens"`
	MaxTokens      jsonx.Int `json:"max_tokens"`
}

// ModelsPath implements adapters.ModelLister.
func (adapter) ModelsPath(after string) string {
	if after == "" {
		return modelsPath
	}
	return modelsPath + "&after_id=" + url.QueryEscape(after)
}

// DecodeModels implements adapters.ModelLister.
func (adapter) DecodeModels(body []byte) ([]adapters.Model, string, error) {
	var w wireModels
	if err := jsonx.Unmarshal(body, &w); err != nil {
		return nil, "", err
	}
	models := make([]adapters.Model, 0, len(w.Data))
	for _, m := range w.Data {
		created, err := time.Parse(time.RFC3339, m.CreatedAt)
		if err != nil {
			created = time.Time{}
		}
		models = append(models, adapters.Model{
			ID: m.ID, Name: m.DisplayName, Created: created, InputTokens: m.MaxInputTokens.V, OutputTokens: m.MaxTokens.V,
		})
	}
	if !w.HasMore {
		w.LastID = ""
	}
	return models, w.LastID, nil
}

// EncodeModels implements adapters.ModelLister.
func (adapter) EncodeModels(dst []byte, query url.Values, models []adapters.Model) []byte {
	models, more := pageOf(query, models)
	w := jsonx.NewWriter(dst)
	o := w.Object("")
	if o.Array("data") {
		for _, m := range models {
			writeModel(w, m)
		}
		o.EndArray()
	}
	o.Bool("has_more", more)
	if n := len(models); n > 0 {
		o.Str("first_id", models[0].ID)
		o.Str("last_id", models[n-1].ID)
	} else {
		o.Null("first_id")
		o.Null("last_id")
	}
	o.End()
	return w.Bytes()
}

// pageOf gives the models that a query asks for, behind one or before one.
func pageOf(query url.Values, models []adapters.Model) (page []adapters.Model, more bool) {
	before := query.Get("before_id")
	if before == "" {
		return adapters.PageOf(models, query.Get("after_id"), query.Get("limit"))
	}
	at := slices.IndexFunc(models, func(m adapters.Model) bool { return m.ID == before })
	models = models[:max(at, 0)]
	if n, err := strconv.Atoi(query.Get("limit")); err == nil && n > 0 && n < len(models) {
		return models[len(models)-n:], true
	}
	return models, false
}

// EncodeModel implements adapters.ModelLister.
func (adapter) EncodeModel(dst []byte, m adapters.Model) []byte {
	w := jsonx.NewWriter(dst)
	writeModel(w, m)
	return w.Bytes()
}

func writeModel(w *jsonx.Writer, m adapters.Model) {
	name := m.Name
	if name == "" {
		name = m.ID
	}
	// SDKs demand a time; the vendor itself writes the epoch where it does not know one.
	created := time.Unix(0, 0)
	if !m.Created.IsZero() {
		created = m.Created
	}
	o := w.Object("")
	o.Str("type", "model")
	o.Str("id", m.ID)
	o.Str("display_name", name)
	o.Str("created_at", created.UTC().Format(time.RFC3339))
	if m.InputTokens > 0 {
		o.Int("max_input_tokens", m.InputTokens)
	}
	if m.OutputTokens > 0 {
		o.Int("max_tokens", m.OutputTokens)
	}
	o.End()
}
