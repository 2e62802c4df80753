using System.Globalization;
using System.Security;
using System.Text;

namespace CarePlanning.Pdf.Writing;

/// <summary>The document's properties, once for old readers and once as XMP, saying the same.</summary>
internal static class Metadata
{
    private const string Producer = "CarePlanning.Pdf";

    public static string Info(PdfContent content)
    {
        var info = new StringBuilder("<<");
        Add("Title", content.Title);
        Add("Author", content.Author);
        Add("Subject", content.Subject);
        Add("Creator", content.Creator);
        Add("Producer", Producer);
        var date = PdfText.Date(content.CreatedAt);
        return info.Append("/CreationDate").Append(date).Append("/ModDate").Append(date).Append(">>").ToString();

        void Add(string key, string value)
        {
            if (value.Length > 0)
            {
                info.Append('/').Append(key).Append(PdfText.String(PdfText.Clean(value)));
            }
        }
    }

    public static byte[] Xmp(PdfContent content)
    {
        static string Xml(string text) => SecurityElement.Escape(PdfText.Clean(text)) ?? "";
        var date = content.CreatedAt.ToString(content.CreatedAt.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        var author = content.Author.Length == 0 ? "" : $"<dc:creator><rdf:Seq><rdf:li>{Xml(content.Author)}</rdf:li></rdf:Seq></dc:creator>";
        var subject = content.Subject.Length == 0 ? "" : $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{Xml(content.Subject)}</rdf:li></rdf:Alt></dc:description>";
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Xml(content.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:language><rdf:Bag><rdf:li>{Xml(content.Language)}</rdf:li></rdf:Bag></dc:language>
            {author}{subject}
            <xmp:CreatorTool>{Xml(content.Creator)}</xmp:CreatorTool>
            <xmp:CreateDate>{date}</xmp:CreateDate>
            <xmp:ModifyDate>{date}</xmp:ModifyDate>
            <pdf:Producer>{Producer}</pdf:Producer>
            <pdfaid:part>3</pdfaid:part>
            <pdfaid:conformance>A</pdfaid:conformance>
            <pdfuaid:part>1</pdfuaid:part>
            </rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
            <pdfaProperty:name>part</pdfaProperty:name>
            <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
            <pdfaProperty:category>internal</pdfaProperty:category>
            <pdfaProperty:description>Indicates which part of ISO 14289 the file follows</pdfaProperty:description>
            </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
            </rdf:Description>
            </rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """);
    }
}
