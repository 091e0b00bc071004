package gemini

import (
	"net/url"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// modelsPath is the list of models, relative to the base URL, with its largest page.
const modelsPath = "/v1beta/models?pageSize=1000"

type wireModels struct {
	Models        []wireModel `json:"models"`
	NextPageToken string      `json:"nextPageToken"`
}

type wireModel struct {
	Name             string    `json:"name"`
	DisplayName      string    `json:"displayName"`
	InputTokenLimit  jsonx.Int `json:"inputTokenLimit"`
	OutputTokenLimit jsonx.Int `json:"outputTokenLimit"`
}

// ModelsPath implements adapters.ModelLister.
func (adapter) ModelsPath(after string) string {
	if after == "" {
		return modelsPath
	}
	return modelsPath + "&pageToken=" + url.QueryEscape(after)
}

// DecodeModels implements adapters.ModelLister.
func (adapter) DecodeModels(body []byte) ([]adapters.Model, string, error) {
	var w wireModels
	if err := jsonx.Unmarshal(body, &w); err != nil {
		return nil, "", err
	}
	models := make([]adapters.Model, 0, len(w.Models))
	for _, m := range w.Models {
		models = append(models, adapters.Model{
			ID: modelName(m.Name), Name: m.DisplayName, InputTokens: m.InputTokenLimit.V, OutputTokens: m.OutputTokenLimit.V,
		})
	}
	return models, w.NextPageToken, nil
}

// EncodeModels implements adapters.ModelLister.
func (adapter) EncodeModels(dst []byte, query url.Values, models []adapters.Model) []byte {
	models, more := adapters.PageOf(models, query.Get("pageToken"), query.Get("pageSize"))
	w := jsonx.NewWriter(dst)
	o := w.Object("")
	if o.Array("models") {
		for _, m := range models {
			writeModel(w, m)
		}
		o.EndArray()
	}
	if more {
		o.Str("nextPageToken", models[len(models)-1].ID)
	}
	o.End()
	return w.Bytes()
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
	o := w.Object("")
	o.Str("name", resourceName(m.ID))
	o.Str("baseModelId", m.ID[strings.LastIndexByte(m.ID, '/')+1:])
	o.Str("displayName", name)
	if m.InputTokens > 0 {
		o.Int("inputTokenLimit", m.InputTokens)
	}
	if m.OutputTokens > 0 {
		o.Int("outputTokenLimit", m.OutputTokens)
	}
	o.Strs("supportedGenerationMethods", []string{methodWhole, methodStream, methodCount})
	o.End()
}
