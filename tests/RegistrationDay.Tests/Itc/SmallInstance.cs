using System.Text;
using SmartCampus.RegistrationDay.Itc;

namespace SmartCampus.RegistrationDay.Tests.Itc;

/// <summary>A small instance that uses every part of the format; tests replace pieces of it.</summary>
internal static class SmallInstance
{
    public const string Xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE problem PUBLIC "-//ITC 2019//DTD Problem Format/EN" "http://www.itc2019.org/competition-format.dtd">
        <problem name="small" nrDays="7" slotsPerDay="288" nrWeeks="4">
          <optimization time="3" room="1" distribution="10" student="5"/>
          <rooms>
            <room id="1" capacity="30">
              <travel room="2" value="1"/>
              <unavailable days="0000100" start="144" length="96" weeks="1110"/>
            </room>
            <room id="2" capacity="10"/>
          </rooms>
          <courses>
            <course id="1">
              <config id="1">
                <subpart id="1">
                  <class id="1" limit="20">
                    <room id="1" penalty="0"/>
                    <room id="2" penalty="4"/>
                    <time days="1010000" start="108" length="10" weeks="1111" penalty="0"/>
                    <time days="0001000" start="120" length="20" weeks="0101" penalty="2"/>
                  </class>
                </subpart>
                <subpart id="2">
                  <class id="2" parent="1" limit="10" room="false">
                    <time days="0100000" start="0" length="288" weeks="1000" penalty="0"/>
                  </class>
                </subpart>
              </config>
            </course>
            <course id="2">
              <config id="2">
                <subpart id="3">
                  <class id="3" limit="40"><room id="1" penalty="0"/><time days="1000000" start="96" length="12" weeks="1111" penalty="1"/></class>
                </subpart>
              </config>
            </course>
          </courses>
          <distributions><distribution type="SameStart" required="true"><class id="1"/><class id="3"/></distribution></distributions>
          <students>
            <student id="1"><course id="1"/><course id="2"/></student>
            <student id="2"><course id="2"/></student>
          </students>
        </problem>
        """;

    public static string Replace(string old, string replacement)
    {
        Assert.Contains(old, Xml, StringComparison.Ordinal);
        var start = Xml.IndexOf(old, StringComparison.Ordinal);
        return string.Concat(Xml.AsSpan(0, start), replacement, Xml.AsSpan(start + old.Length));
    }

    public static ItcInstance Read(string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        return ItcReader.Read(stream, "small.xml");
    }
}
