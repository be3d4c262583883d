<%@ Page Language="C#" CodeBehind="Jobs.aspx.cs" Inherits="Shop.Jobs" %>
<!doctype html>
<html lang="en">
  <head runat="server">
    <title>Print jobs</title>
  </head>
  <body>
    <form runat="server">
      <asp:ScriptManager runat="server">
        <Scripts>
          <asp:ScriptReference Path="~/Scripts/scriptx-job-status.iife.min.js" />
          <asp:ScriptReference Path="~/Scripts/jobs.js" />
        </Scripts>
      </asp:ScriptManager>

      <div data-panel="<%: JobsPanel.UniqueID %>">
        <asp:UpdatePanel ID="JobsPanel" runat="server" UpdateMode="Conditional">
          <ContentTemplate>
            <asp:Repeater ID="JobList" runat="server">
              <ItemTemplate>
                <p>
                  <%#: Eval("Name") %>
                  <scriptx-job-status
                    announce="off"
                    label="<%#: Eval("Name") %>"
                    server="<%#: Eval("Server") %>"
                    token="<%#: Eval("Token") %>"
                  ></scriptx-job-status>
                </p>
              </ItemTemplate>
            </asp:Repeater>
          </ContentTemplate>
        </asp:UpdatePanel>
      </div>
    </form>
  </body>
</html>
